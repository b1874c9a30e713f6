import { Anchor, Button, CloseButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, take } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Section } from '@/ui/Section';
import { streamPlace } from '../places';
import { DiscardDialog } from './DiscardDialog';
import { DryRun } from './DryRun';
import { messages } from './messages';
import { actsQuery, dryRunQuery, handlerOf, parkedQuery, type ParkedStream } from './queries';

interface Props {
  module: string;
  subscription: string;
  stream: string;
  /** What is parked of it; undefined when that was dealt with. */
  parked: ParkedStream | undefined;
}

/** One parked stream: what a try would bring, and what to do. Nothing is done before its dry run was seen. */
export function ParkedPanel({ module, subscription, stream, parked }: Props) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [isDiscarding, setDiscarding] = useState(false);
  const dryRun = useQuery({ ...dryRunQuery(module, subscription, stream), enabled: parked !== undefined });
  const handler = handlerOf(subscription);
  // Only what was seen in the dry run: what came since stays parked.
  const upTo = Math.max(...(dryRun.data ?? []).map((trial) => trial.parked.position));
  const act = useMutation({
    mutationFn: (kind: 'redrive' | 'discard') =>
      take(
        api.POST(`/api/ops/{module}/parked/${kind}`, {
          params: { path: { module } },
          body: { subscription, stream, reason: reason.trim(), upTo },
        }),
      ),
    onSuccess: () => {
      setDiscarding(false);
      setReason('');
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: parkedQuery.queryKey }),
        queries.invalidateQueries({ queryKey: actsQuery.queryKey }),
      ]),
  });
  const mayAct = reason.trim() !== '' && dryRun.isSuccess && !dryRun.isFetching;
  return (
    <Section
      title={t('selected', { stream })}
      actions={<CloseButton size={40} aria-label={t('close')} onClick={() => void navigate('/console/parked')} />}
    >
      <Stack gap="sm">
        <Text size="sm">{parked ? t('selectedAbout', { handler }) : t('gone', { handler })}</Text>
        {act.isSuccess && (
          <Text size="sm" fw={600} role="status">
            {t(act.data.kind === 'redrive' ? 'redriven' : 'discarded', { count: formatNumber(act.data.events) })}
          </Text>
        )}
        {parked && (
          <>
            <Anchor component={Link} size="sm" to={streamPlace(module, stream)}>
              {stream}
            </Anchor>
            <DryRun query={dryRun} />
            <TextInput
              label={t('reason')}
              description={t('reasonHint')}
              value={reason}
              maxLength={500}
              maw={520}
              onChange={(e) => setReason(e.currentTarget.value)}
            />
            {act.isError && !isDiscarding && <ProblemNotice error={act.error} />}
            <Group>
              <Button disabled={!mayAct} loading={act.isPending && !isDiscarding} onClick={() => act.mutate('redrive')}>
                {t('redrive')}
              </Button>
              <Button variant="default" c="red" disabled={!mayAct} onClick={() => setDiscarding(true)}>
                {t('discard')}
              </Button>
            </Group>
            <DiscardDialog
              isOpen={isDiscarding}
              stream={stream}
              handler={handler}
              count={dryRun.data?.length ?? parked.count}
              onClose={() => setDiscarding(false)}
              onConfirm={() => act.mutate('discard')}
              isPending={act.isPending}
              error={act.error}
            />
          </>
        )}
      </Stack>
    </Section>
  );
}

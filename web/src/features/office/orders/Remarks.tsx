import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, take } from '@/api/client';
import { once } from '@/api/intents';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Section } from '@/ui/Section';
import { useNameOf } from '../colleagues';
import { messages } from './messages';
import { remarksQuery } from './queries';

const longest = 1000;

/** What colleagues noted about an order, and noting more. */
export function Remarks({ orderId }: { orderId: string }) {
  const t = useMessages(messages);
  const nameOf = useNameOf();
  const remarks = useInfiniteQuery(remarksQuery(orderId));
  return (
    <Section title={t('remarks')}>
      <Stack gap="sm">
        <NewRemark orderId={orderId} />
        {remarks.isError && <ProblemNotice error={remarks.error} onRetry={() => void remarks.refetch()} />}
        {remarks.data?.length === 0 && <Text c="dimmed">{t('noRemarks')}</Text>}
        {remarks.data?.map((remark) => (
          <div key={remark.id}>
            <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{remark.text}</Text>
            <Text size="sm" c="dimmed">
              {t('by', { name: nameOf(remark.by), time: formatInstant(remark.at) })}
            </Text>
          </div>
        ))}
        {remarks.hasNextPage && (
          <Button variant="default" loading={remarks.isFetchingNextPage} onClick={() => void remarks.fetchNextPage()}>
            {t('moreRemarks')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}

function NewRemark({ orderId }: { orderId: string }) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const adding = useMutation({
    mutationFn: (body: { text: string }) =>
      once(`remark:${orderId}:${body.text}`, (key) =>
        take(
          api.POST('/api/orders/{id}/remarks', {
            params: { path: { id: orderId }, header: { 'Idempotency-Key': key } },
            body,
          }),
        ),
      ),
    onSuccess: () => {
      setText('');
      return queries.invalidateQueries({ queryKey: remarksQuery(orderId).queryKey });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() && !adding.isPending) {
      adding.mutate({ text: text.trim() });
    }
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea
          label={t('remark')}
          description={t('remarkAbout')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={longest}
          autosize
          minRows={2}
        />
        {adding.isError && <ProblemNotice error={adding.error} />}
        <Button type="submit" loading={adding.isPending} disabled={!text.trim()} style={{ alignSelf: 'flex-start' }}>
          {t('addRemark')}
        </Button>
      </Stack>
    </form>
  );
}

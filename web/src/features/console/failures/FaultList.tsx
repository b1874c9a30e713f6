import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { DataTable } from '@/ui/DataTable';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Section } from '@/ui/Section';
import { contextOf } from '../graph/words';
import { aimOf } from './kinds';
import { messages } from './messages';
import { faultsQuery } from './queries';

/** What is being simulated now, with how often it struck. */
export function FaultList({ faults }: { faults: readonly Schemas['SetFault'][] }) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: (id: number | undefined): Promise<unknown> =>
      id === undefined
        ? take(api.DELETE('/api/ops/faults'))
        : take(api.DELETE('/api/ops/faults/{id}', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: faultsQuery.queryKey }),
  });
  return (
    <Section
      title={t('faults')}
      actions={
        faults.length > 1 && (
          <Button variant="default" size="sm" loading={ending.isPending} onClick={() => ending.mutate(undefined)}>
            {t('endAll')}
          </Button>
        )
      }
    >
      <VisuallyHidden role="status">{ending.isSuccess && t('ended')}</VisuallyHidden>
      {ending.isError && <ProblemNotice error={ending.error} />}
      {faults.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noFaults')}
        </Text>
      ) : (
        <DataTable
          label={t('faults')}
          items={faults}
          keyOf={(f) => String(f.id)}
          columns={[
            { title: t('what'), show: (f) => t(f.fault.kind) },
            {
              title: t('where'),
              show: (f) => [contextOf(f.fault.module), aimOf(f.fault)].filter(Boolean).join(': '),
            },
            { title: t('struck'), isNumber: true, show: (f) => formatNumber(f.struck) },
            { title: t('setBy'), show: (f) => <span style={{ overflowWrap: 'anywhere' }}>{f.setBy}</span> },
            {
              title: '',
              show: (f) => (
                <Button
                  variant="default"
                  size="sm"
                  aria-label={t('endNamed', { what: t(f.fault.kind) })}
                  onClick={() => ending.mutate(f.id)}
                >
                  {t('end')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

import { Anchor, Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatInstant } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { ChoiceFilter, Filters, TextFilter } from '@/ui/Filters';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { PageTitle } from '@/ui/PageTitle';
import { StatusBadge } from '@/ui/StatusBadge';
import { useFilters } from '@/ui/useFilters';
import { messages } from './messages';
import { messagesQuery, templatesQuery } from './queries';
import { useKindOf } from './useKindOf';

const statuses = ['requested', 'deferred', 'sent', 'failed'] as const;

/** What was told to whom. */
export function MessagesPage() {
  const t = useMessages(messages);
  const kindOf = useKindOf();
  const [filters, set] = useFilters('recipient', 'template', 'status');
  const templates = useQuery(templatesQuery).data ?? [];
  const list = useInfiniteQuery(messagesQuery(filters));
  const columns: Column<Schemas['ListedNotification']>[] = [
    {
      title: t('subject'),
      show: (m) => (
        <Anchor component={Link} to={`/office/messages/${m.id}`} fw={600}>
          {m.subject}
        </Anchor>
      ),
    },
    { title: t('to'), show: (m) => m.recipient },
    { title: t('kind'), show: (m) => kindOf(m.template) },
    { title: t('status'), show: (m) => <StatusBadge status={m.status} /> },
    { title: t('when'), show: (m) => formatInstant(m.requestedAt) },
  ];
  return (
    <>
      <PageTitle title={t('title')} about={t('about')}>
        <Button component={Link} to="/office/messages/new">
          {t('write')}
        </Button>
      </PageTitle>
      <Filters label={t('filters')}>
        <TextFilter label={t('recipient')} value={filters.recipient} onChange={(recipient) => set({ recipient })} />
        <ChoiceFilter
          label={t('template')}
          value={filters.template}
          onChange={(template) => set({ template })}
          all={t('anyTemplate')}
          choices={[
            ...templates.map(({ name, about }) => ({ value: name, label: about })),
            { value: 'message', label: t('byStaff') },
          ]}
        />
        <ChoiceFilter
          label={t('status')}
          value={filters.status}
          onChange={(status) => set({ status })}
          all={t('anyStatus')}
          choices={statuses.map((value) => ({ value, label: t(value) }))}
        />
      </Filters>
      <PagedTable label={t('list')} query={list} columns={columns} keyOf={(m) => m.id} empty={t('empty')} />
    </>
  );
}

import { Anchor, Button, SegmentedControl, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatInstant } from '@/i18n/formats';
import { useMessages, type Translate } from '@/i18n';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { PageTitle } from '@/ui/PageTitle';
import { useFilters } from '@/ui/useFilters';
import { useNameOf } from '../colleagues';
import { CloseCaseDialog } from './CloseCaseDialog';
import { messages } from './messages';
import { casesQuery, openCasesQuery } from './queries';

type Case = Schemas['CaseRow'];
type T = Translate<typeof messages.english>;

/** What waits for a person, and what was done about the rest. */
export function CasesPage() {
  const t = useMessages(messages);
  const nameOf = useNameOf();
  const [{ show, close }, set] = useFilters('show', 'close');
  const isOpen = show !== 'closed';
  const cases = useInfiniteQuery({ ...casesQuery(isOpen), refetchInterval: 15_000 });
  const toClose = useQuery({ ...openCasesQuery, enabled: close !== '' }).data?.items.find((c) => c.id === close);
  const columns = isOpen ? openColumns(t, (id) => set({ close: id })) : closedColumns(t, nameOf);
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      <SegmentedControl
        aria-label={t('show')}
        mb="md"
        value={isOpen ? 'open' : 'closed'}
        onChange={(value) => set({ show: value === 'open' ? '' : value })}
        data={[
          { value: 'open', label: t('open') },
          { value: 'closed', label: t('closed') },
        ]}
      />
      <PagedTable
        label={t('list')}
        query={cases}
        columns={columns}
        keyOf={(c) => c.id}
        empty={isOpen ? t('emptyOpen') : t('emptyClosed')}
      />
      {toClose && <CloseCaseDialog key={toClose.id} open={toClose} onClose={() => set({ close: '' })} />}
    </>
  );
}

const about = (t: T): Column<Case>[] => [
  { title: t('what'), show: (c) => <Text size="sm">{c.text}</Text> },
  {
    title: t('order'),
    show: (c) => (
      <Anchor component={Link} to={`/office/orders/${c.orderId}`} style={{ whiteSpace: 'nowrap' }}>
        {t('ofOrder')}
      </Anchor>
    ),
  },
  { title: t('since'), show: (c) => formatInstant(c.openedAt) },
];

const openColumns = (t: T, onClose: (id: string) => void): Column<Case>[] => [
  ...about(t),
  {
    title: t('action'),
    show: (c) => (
      <Button variant="light" onClick={() => onClose(c.id)}>
        {t('close')}
      </Button>
    ),
  },
];

const closedColumns = (t: T, nameOf: (actor: string) => string): Column<Case>[] => [
  ...about(t),
  { title: t('at'), show: (c) => c.closedAt && formatInstant(c.closedAt) },
  { title: t('by'), show: (c) => c.closedBy && nameOf(c.closedBy) },
  { title: t('note'), show: (c) => <Text size="sm">{c.note}</Text> },
];

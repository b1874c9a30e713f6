import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, take } from '@/api/client';
import { hasRole, useMe, type Role } from '@/api/me';
import { defineMessages, useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';

const messages = defineMessages('officeWaiting', {
  label: 'What waits',
  cases: 'Cases for a person',
  unpaid: 'Orders awaiting payment',
  paying: 'Payments under way',
  failed: 'Messages that failed',
  unknown: 'not known now',
  atLeast: '{{count}} or more',
});

const most = 200;

interface Counted {
  name: Exclude<keyof typeof messages.english, 'label' | 'unknown' | 'atLeast'>;
  to: string;
  roles: readonly Role[];
  read: () => Promise<{ items: readonly unknown[]; next?: string | null }>;
}

const waiting: readonly Counted[] = [
  {
    name: 'cases',
    to: '/office/cases',
    roles: ['agent', 'operations'],
    read: () => take(api.GET('/api/cases', { params: { query: { open: true, limit: most } } })),
  },
  {
    name: 'paying',
    to: '/office/orders?status=paying',
    roles: ['agent', 'operations'],
    read: () => take(api.GET('/api/orders', { params: { query: { status: 'paying', limit: most } } })),
  },
  {
    name: 'unpaid',
    to: '/office/orders?status=awaitingPayment',
    roles: ['agent', 'operations'],
    read: () => take(api.GET('/api/orders', { params: { query: { status: 'awaitingPayment', limit: most } } })),
  },
  {
    name: 'failed',
    to: '/office/messages?status=failed',
    roles: ['agent'],
    read: () => take(api.GET('/api/notifications', { params: { query: { status: 'failed', limit: most } } })),
  },
];

/** How much of what waits there is, by role; each count leads to the list. */
export function Waiting() {
  const t = useMessages(messages);
  const me = useMe().data;
  const mine = waiting.filter((counted) => hasRole(me, ...counted.roles));
  const counts = useQueries({
    queries: mine.map(({ name, read }) => ({
      queryKey: ['office', 'waiting', name],
      queryFn: read,
      refetchInterval: 15_000,
    })),
  });
  function count(index: number) {
    const query = counts[index];
    if (!query?.data) {
      return query?.isError ? t('unknown') : '…';
    }
    const found = formatNumber(query.data.items.length);
    return query.data.next ? t('atLeast', { count: found }) : found;
  }
  return (
    <SimpleGrid component="section" cols={{ base: 2, md: 4 }} aria-label={t('label')}>
      {mine.map(({ name, to }, index) => (
        <Paper key={name} withBorder p="md">
          <Text fz={28} fw={650} lh={1.1} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {count(index)}
          </Text>
          <Anchor component={Link} to={to} size="sm">
            {t(name)}
          </Anchor>
        </Paper>
      ))}
    </SimpleGrid>
  );
}

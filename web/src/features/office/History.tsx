import { Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconPoint, type Icon } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { defineMessages, useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { Section } from '@/ui/Section';
import { Timeline } from '@/ui/Timeline';

const messages = defineMessages('officeHistory', {
  title: 'What happened',
  empty: 'Nothing is recorded yet.',
});

type Kind = Schemas['BookingHistoryKind'] | Schemas['OrderHistoryKind'];

const looks: Partial<Record<Kind, { icon: Icon; color: string }>> = {
  confirmed: { icon: IconCircleCheck, color: 'green' },
  paid: { icon: IconCircleCheck, color: 'green' },
  refunded: { icon: IconCircleCheck, color: 'green' },
  paymentDeclined: { icon: IconAlertTriangle, color: 'orange' },
  refundDelayed: { icon: IconAlertTriangle, color: 'orange' },
  holdExpiring: { icon: IconAlertTriangle, color: 'orange' },
  flightChanged: { icon: IconAlertTriangle, color: 'orange' },
  failed: { icon: IconCircleX, color: 'red' },
  flightCancelled: { icon: IconCircleX, color: 'red' },
  cancelled: { icon: IconCircleX, color: 'gray' },
  bookingCancelled: { icon: IconCircleX, color: 'gray' },
  expired: { icon: IconCircleX, color: 'gray' },
};

const plain = { icon: IconPoint, color: 'blue' };

interface Props {
  query: UseQueryResult<{ items: readonly { at: string; kind: Kind; text: string }[] }>;
}

/** What happened to a booking or an order in plain words, the newest last. */
export function History({ query }: Props) {
  const t = useMessages(messages);
  return (
    <Section title={t('title')}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('empty')}</Text>
          ) : (
            <Timeline
              label={t('title')}
              items={items.map(({ at, kind, text }, index) => ({
                key: `${at} ${kind} ${index}`,
                at,
                text,
                ...(looks[kind] ?? plain),
              }))}
            />
          )
        }
      </Loaded>
    </Section>
  );
}

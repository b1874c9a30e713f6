import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatMoney } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { DataTable, type Column } from '@/ui/DataTable';
import { Money } from '@/ui/Money';
import { Section } from '@/ui/Section';
import { messages } from './messages';

type Line = Schemas['OrderRowLine'];

/** What an order pays for. */
export function OrderLines({ lines, total }: { lines: readonly Line[]; total: Schemas['Money'] }) {
  const t = useMessages(messages);
  const columns: Column<Line>[] = [
    {
      title: t('booking'),
      show: (line) => (
        <Anchor component={Link} to={`/office/bookings/${line.bookingId}`} fw={600} ff="monospace">
          {line.reference}
        </Anchor>
      ),
    },
    {
      title: t('what'),
      show: (line) => (
        <Stack gap={0}>
          {line.text}
          {line.isCancelled && (
            <Text size="sm" c="dimmed">
              {line.refund && line.retained
                ? t('lineCancelled', { refund: formatMoney(line.refund), retained: formatMoney(line.retained) })
                : t('lineOver')}
            </Text>
          )}
        </Stack>
      ),
    },
    { title: t('price'), show: (line) => <Money value={line.price} />, isNumber: true },
  ];
  return (
    <Section title={t('lines')}>
      <DataTable label={t('lines')} items={lines} columns={columns} keyOf={(line) => line.bookingId} />
      {lines.length > 1 && (
        <Group justify="flex-end" gap="xs" mt="xs">
          <Text>{t('total')}</Text>
          <Text fw={600}>
            <Money value={total} />
          </Text>
        </Group>
      )}
    </Section>
  );
}

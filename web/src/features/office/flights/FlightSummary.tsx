import { Box, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPlaneInflight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '@/i18n';
import { formatDuration, formatLocalDate, formatNumber } from '@/i18n/formats';
import { FlightStatusBadge } from './FlightStatusBadge';
import { LocalTime } from './LocalTime';
import { messages } from './messages';
import { Place } from './Place';
import { aircraftTypesQuery, type Flight } from './queries';

/** When and where it flies, how it stands, and with what. */
export function FlightSummary({ flight }: { flight: Flight }) {
  const t = useMessages(messages);
  const aircraft = useQuery(aircraftTypesQuery).data?.items.find((a) => a.code === flight.aircraft);
  return (
    <Card withBorder padding="lg">
      <Group justify="space-between" align="flex-start" gap="lg">
        <End at={flight.departure} planned={flight.plannedDeparture} />
        <Stack gap={2} align="center" visibleFrom="sm">
          <IconPlaneInflight size={22} aria-hidden />
          <Text size="sm">{formatDuration(flight.durationMinutes)}</Text>
          <Text size="xs" c="dimmed">
            {t('kilometres', { km: formatNumber(flight.distanceKm) })}
          </Text>
        </Stack>
        <End at={flight.arrival} planned={flight.plannedArrival} />
      </Group>
      <SimpleGrid cols={2} mt="lg" spacing="sm">
        <Fact name={t('status')}>
          <FlightStatusBadge flight={flight} />
        </Fact>
        <Fact name={t('aircraft')}>{aircraft ? `${aircraft.name} (${aircraft.code})` : flight.aircraft}</Fact>
        <Fact name={t('duration')} isNarrowOnly>
          {formatDuration(flight.durationMinutes)}
        </Fact>
        <Fact name={t('distance')} isNarrowOnly>
          {t('kilometres', { km: formatNumber(flight.distanceKm) })}
        </Fact>
      </SimpleGrid>
      {flight.remark && (
        <Text mt="md">
          <b>{t('why')}:</b> {flight.remark}
        </Text>
      )}
    </Card>
  );
}

function End({ at, planned }: { at: Flight['departure']; planned: Flight['departure'] }) {
  const t = useMessages(messages);
  return (
    <Stack gap={2}>
      <Text size="lg">
        <Place code={at.airport} />
      </Text>
      <Text fz={24} component="div">
        <LocalTime planned={planned} expected={at} />
      </Text>
      <Text size="sm">{formatLocalDate(at.local)}</Text>
      <Text size="xs" c="dimmed">
        {t('localTimeOf', { zone: at.zone })}
      </Text>
    </Stack>
  );
}

/** One fact; wide screens show some of them between the two ends instead. */
function Fact({ name, isNarrowOnly, children }: { name: string; isNarrowOnly?: boolean; children: ReactNode }) {
  return (
    <Box hiddenFrom={isNarrowOnly ? 'sm' : undefined}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="div">{children}</Text>
    </Box>
  );
}

import { SimpleGrid, Text, Title } from '@mantine/core';
import { useMessages } from '@/i18n';
import { formatLocalDate, formatNumber } from '@/i18n/formats';
import { DataTable } from '@/ui/DataTable';
import { Figure } from '@/ui/Figure';
import { messages } from './messages';
import type { ImportDetails } from './queries';

const reasons = ['inThePast', 'noPassengers', 'unknownAirport', 'twice', 'withoutIataCode', 'withoutTimeZone'] as const;

const isReason = (why: string): why is (typeof reasons)[number] => (reasons as readonly string[]).includes(why);

/** What the file holds, whether it was imported or not: its schedule, and what was left out and why. */
export function ImportFacts({ details }: { details: ImportDetails }) {
  const t = useMessages(messages);
  const { schedule } = details;
  const skipped = Object.entries(details.skipped);
  return (
    <>
      {schedule && (
        <section aria-labelledby="schedule">
          <Title order={2} size="h3" mb="sm" id="schedule">
            {t('schedule')}
          </Title>
          <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="sm">
            {(['legs', 'flightNumbers', 'stations', 'datedLegs', 'duplicates'] as const).map((fact) => (
              <Figure key={fact} name={t(fact)}>
                {formatNumber(schedule[fact])}
              </Figure>
            ))}
          </SimpleGrid>
          {schedule.from && schedule.to && (
            <Text mt="sm">
              {t('period')}:{' '}
              {t('periodOf', {
                from: formatLocalDate(schedule.from, 'long'),
                to: formatLocalDate(schedule.to, 'long'),
              })}
            </Text>
          )}
          <Text>
            {t('serviceTypes')}:{' '}
            {Object.entries(schedule.serviceTypes)
              .map(([type, count]) => `${type} (${formatNumber(count)})`)
              .join(', ')}
          </Text>
          {schedule.aircraftTypesRegistered.length > 0 && (
            <Text>
              {t('newTypes')}: {schedule.aircraftTypesRegistered.join(', ')}
            </Text>
          )}
        </section>
      )}
      {skipped.length > 0 && (
        <section aria-labelledby="skipped">
          <Title order={2} size="h3" mb="sm" id="skipped">
            {t('skipped')}
          </Title>
          <DataTable
            label={t('skipped')}
            items={skipped}
            keyOf={([why]) => why}
            columns={[
              { title: t('reason'), show: ([why]) => (isReason(why) ? t(why) : why) },
              { title: t('howMany'), show: ([, count]) => formatNumber(count), isNumber: true },
            ]}
          />
        </section>
      )}
    </>
  );
}

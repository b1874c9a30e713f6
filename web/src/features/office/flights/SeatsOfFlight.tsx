import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { SeatLegend } from '@/ui/SeatMap/SeatLegend';
import { SeatMap } from '@/ui/SeatMap/SeatMap';
import { messages } from './messages';
import { seatsQuery } from './queries';

/** The seats of a flight, for reading: which are free. */
export function SeatsOfFlight({ id }: { id: string }) {
  const t = useMessages(messages);
  const query = useQuery(seatsQuery(id));
  return (
    <Loaded query={query}>
      {({ cabins }) => (
        <Stack>
          <SeatLegend isReadOnly />
          <SimpleGrid cols={{ base: 1, md: cabins.length > 1 ? 2 : 1, xl: Math.max(cabins.length, 1) }}>
            {cabins.map((cabin) => (
              <section key={cabin.cabin} aria-label={t(cabin.cabin)}>
                <Text component="h2" fw={600} m={0} mb={4}>
                  {t(cabin.cabin)}
                </Text>
                <SeatMap cabin={cabin} label={t(cabin.cabin)} />
              </section>
            ))}
          </SimpleGrid>
        </Stack>
      )}
    </Loaded>
  );
}

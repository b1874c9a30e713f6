import { ScrollArea, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { useStatusTexts } from '@/ui/StatusBadge';
import { messages } from './messages';
import { seatsQuery } from './queries';

/** The seat map of a flight as a table: who looks for one seat finds its row and letter. */
export function SeatsOfFlight({ id }: { id: string }) {
  const t = useMessages(messages);
  const textOf = useStatusTexts();
  const query = useQuery(seatsQuery(id));
  return (
    <Loaded query={query}>
      {({ cabins }) => (
        <>
          {cabins.map((cabin) => (
            <ScrollArea key={cabin.cabin} mb="lg">
              <Table aria-label={t(cabin.cabin)} w="auto" withColumnBorders>
                <Table.Caption>{t(cabin.cabin)}</Table.Caption>
                <Table.Tbody>
                  {cabin.rows.map((row) => (
                    <Table.Tr key={row.row}>
                      <Table.Th scope="row">{row.row}</Table.Th>
                      {row.seats.map((seat) => (
                        <Table.Td key={seat.seat} c={seat.status === 'free' ? 'dimmed' : undefined}>
                          <Text size="sm" span>
                            {seat.letter} {textOf(seat.status)}
                          </Text>
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </ScrollArea>
          ))}
        </>
      )}
    </Loaded>
  );
}

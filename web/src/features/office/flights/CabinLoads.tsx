import { Card, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import classes from './LoadBar.module.css';
import { messages } from './messages';
import { inventoryQuery } from './queries';

/** How full each cabin is: sold, held, free. */
export function CabinLoads({ id }: { id: string }) {
  const t = useMessages(messages);
  const query = useQuery(inventoryQuery(id));
  return (
    <section aria-labelledby="cabins">
      <Title order={2} size="h4" mb="xs" id="cabins">
        {t('cabinsOf')}
      </Title>
      <Loaded query={query}>
        {({ cabins, isOpen }) => (
          <>
            {!isOpen && (
              <Text c="dimmed" mb="xs">
                {t('closed')}
              </Text>
            )}
            <SimpleGrid cols={{ base: 1, sm: 2, lg: Math.max(cabins.length, 2) }}>
              {cabins.map((cabin) => (
                <Card withBorder key={cabin.cabin} padding="md">
                  <Text fw={600} component="h3" m={0} mb={6}>
                    {t(cabin.cabin)}
                  </Text>
                  <span className={`${classes.bar} ${classes.wide}`} aria-hidden>
                    <span className={classes.sold} style={{ width: `${(100 * cabin.sold) / cabin.capacity}%` }} />
                    <span className={classes.held} style={{ width: `${(100 * cabin.held) / cabin.capacity}%` }} />
                  </span>
                  <Text size="sm" mt={6}>
                    {t('cabinCounts', {
                      sold: cabin.sold,
                      held: cabin.held,
                      free: cabin.free,
                      capacity: cabin.capacity,
                    })}
                  </Text>
                </Card>
              ))}
            </SimpleGrid>
          </>
        )}
      </Loaded>
    </section>
  );
}

import { Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { AirportList } from './AirportList';
import { messages } from './messages';
import { around, labelOf, networkOf, type Network } from './network';
import { routesQuery } from './queries';
import { RouteMap } from './RouteMap';
import type { RoutesProps } from './RoutesInView';

/** Where one can go: a map, and a list that says and does the same. */
export function Routes(props: RoutesProps) {
  const query = useQuery(routesQuery);
  const routes = query.data;
  const network = useMemo(() => routes && networkOf(routes), [routes]);
  return <Loaded query={query}>{() => <RoutesOf network={network!} {...props} />}</Loaded>;
}

function RoutesOf({ network, from, to, onChoose }: RoutesProps & { network: Network }) {
  const t = useMessages(messages);
  const [query, setQuery] = useSearchParams();
  const { airports, hub } = network;
  const near = useMemo(() => (hub ? around(network, hub) : []), [network, hub]);
  const isNear = query.get('map') === 'near';
  const origin = airports.find(({ code }) => code === from);
  const destination = airports.find(({ code }) => code === to);
  // A pair that is complete is begun anew by the next choice.
  const choose = (code: string) => {
    if (!origin || destination) {
      onChoose(code, '');
    } else if (code !== origin.code) {
      onChoose(origin.code, code);
    }
  };
  const status =
    origin && destination
      ? t('chosen', { from: labelOf(origin, airports), to: labelOf(destination, airports) })
      : origin
        ? t('chooseTo', { city: labelOf(origin, airports) })
        : t('chooseFrom');
  return (
    <section aria-labelledby="routes">
      <Group justify="space-between" align="flex-end" mb="md" gap="sm">
        <div>
          <Title order={2} size="h3" id="routes">
            {t('title')}
          </Title>
          <Text c="dimmed">{hub ? t('about', { count: airports.length }) : t('none')}</Text>
        </div>
        {hub && near.length > 2 && near.length < airports.length && (
          <SegmentedControl
            aria-label={t('view')}
            value={isNear ? 'near' : 'world'}
            onChange={(view) =>
              setQuery(
                (now) => {
                  now.delete('map');
                  return view === 'near' ? new URLSearchParams([...now, ['map', view]]) : new URLSearchParams(now);
                },
                { replace: true, preventScrollReset: true, flushSync: true },
              )
            }
            data={[
              { value: 'world', label: t('world') },
              { value: 'near', label: t('near', { city: hub.city }) },
            ]}
          />
        )}
      </Group>
      {hub && (
        <>
          <RouteMap
            network={network}
            shown={isNear ? near : airports}
            from={origin?.code}
            to={destination?.code}
            onChoose={choose}
          />
          <Group justify="space-between" mt="md" mb="xs" gap="xs" mih={36}>
            <Text fw={600} role="status">
              {status}
            </Text>
            {origin && (
              <Button variant="subtle" size="compact-md" onClick={() => onChoose('', '')}>
                {t('startAgain')}
              </Button>
            )}
          </Group>
          <AirportList network={network} from={origin} to={destination} onChoose={choose} />
        </>
      )}
    </section>
  );
}

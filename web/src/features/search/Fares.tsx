import { Text } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { Itinerary } from '@/ui/Itinerary';
import { FareCard } from './FareCard';
import classes from './Fares.module.css';
import { messages } from './messages';
import type { Search } from './search';

interface Props {
  /** Of one journey in one cabin. */
  offers: readonly Schemas['OfferAnswer'][];
  search: Search;
}

const legOf = ({ id, designator, departure, arrival }: Schemas['OfferedFlight']) => ({
  flightId: id,
  designator,
  from: departure.airport,
  to: arrival.airport,
  departsAt: departure.at,
  arrivesAt: arrival.at,
});

/** The fares of a journey in a cabin, side by side. */
export function Fares({ offers, search }: Props) {
  const t = useMessages(messages);
  return (
    <section className={classes.fares} aria-label={t('fares', { cabin: t(search.cabin) })}>
      <Itinerary flights={offers[0]!.flights.map(legOf)} />
      <Text size="sm" fw={600} mt="md" mb="xs">
        {t('fares', { cabin: t(search.cabin) })}
      </Text>
      <div className={classes.cards}>
        {offers.map((offer) => (
          <FareCard key={offer.family} offer={offer} search={search} />
        ))}
      </div>
    </section>
  );
}

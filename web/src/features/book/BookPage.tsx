import { Alert, Button, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useIsPast } from '@/api/clock';
import { useMe } from '@/api/me';
import { addressOf } from '@/features/search/search';
import { readSelectedOffer, type SelectedOffer } from '@/features/search/selectedOffer';
import { useMessages } from '@/i18n';
import { formatTime } from '@/i18n/formats';
import { Countdown } from '@/ui/Countdown';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { FlowPage } from './FlowPage';
import { messages } from './messages';
import { PassengersForm } from './PassengersForm';
import { tripOfOffer } from './trip';
import { TripSummary } from './TripSummary';
import { findMade } from './useReserve';

function NoOffer() {
  const t = useMessages(messages);
  return (
    <>
      <PageTitle title={t('noOffer')} about={t('noOfferAbout')} />
      <Button component={Link} to="/">
        {t('search')}
      </Button>
    </>
  );
}

/** The booking that this tab made of the offer. */
function useMade(offerId: string) {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['made', offerId],
    queryFn: async () => (await findMade(queries, offerId)) ?? null,
    staleTime: 0,
  });
  return data ?? undefined;
}

function BookOffer({ selected }: { selected: SelectedOffer }) {
  const t = useMessages(messages);
  const me = useMe();
  const { offer, search } = selected;
  const made = useMade(offer.id);
  const held = made?.status === 'reserved' ? made : undefined;
  const isExpired = useIsPast(offer.priceGuaranteedUntil) && !held;
  const summary = (
    <TripSummary trip={tripOfOffer(selected)}>
      {!isExpired && (
        <Text size="sm">
          {t(held ? 'heldFor' : 'guaranteedFor')} <Countdown until={held?.payBefore ?? offer.priceGuaranteedUntil} />
        </Text>
      )}
    </TripSummary>
  );
  return (
    <FlowPage
      step="passengers"
      bookingId={held?.id}
      title={t('passengersTitle')}
      about={t('passengersAbout')}
      aside={summary}
    >
      {held && (
        <Alert icon={<IconInfoCircle aria-hidden />} title={t('alreadyHeld')} mb="md">
          {t('alreadyHeldAbout', { reference: held.reference })}
        </Alert>
      )}
      {made?.status === 'confirmed' && (
        <Alert icon={<IconInfoCircle aria-hidden />} title={t('alreadyBooked')} mb="md">
          {t('alreadyBookedAbout')} <Link to={`/bookings/${made.id}`}>{made.reference}</Link>
        </Alert>
      )}
      {isExpired && (
        <Alert color="orange" icon={<IconInfoCircle aria-hidden />} title={t('offerExpired')} role="alert" mb="md">
          <Text size="sm" mb="xs">
            {t('offerExpiredAbout', { time: formatTime(offer.priceGuaranteedUntil) })}
          </Text>
          <Button component={Link} to={addressOf(search)} size="sm">
            {t('searchAgain')}
          </Button>
        </Alert>
      )}
      <Loaded query={me}>
        {(person) => <PassengersForm selected={selected} isExpired={isExpired} email={person?.email ?? ''} />}
      </Loaded>
    </FlowPage>
  );
}

/** The first step: who travels. Its end holds the seats. */
export function BookPage() {
  const [selected] = useState(readSelectedOffer);
  return selected ? <BookOffer selected={selected} /> : <NoOffer />;
}

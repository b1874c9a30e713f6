import { Button, Paper, Text, Title } from '@mantine/core';
import { IconArmchair, IconArrowBackUp, IconLuggage, IconReplace } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { Money } from '@/ui/Money';
import classes from './FareCard.module.css';
import { messages } from './messages';
import { PriceBreakdown } from './PriceBreakdown';
import { travellersOf, type Search } from './search';
import { keepSelectedOffer, type BookableOffer } from './selectedOffer';

interface Props {
  offer: Schemas['OfferAnswer'];
  search: Search;
}

const mostSeatsShown = 9;

const isBookable = (offer: Schemas['OfferAnswer']): offer is BookableOffer => offer.id !== null;

/** A fare: what it costs for all, what comes with it, and choosing it. */
export function FareCard({ offer, search }: Props) {
  const t = useMessages(messages);
  const navigate = useNavigate();
  const { bags, seat, change, refund } = offer.conditions;
  const conditions = [
    { Icon: IconLuggage, name: t('bags'), text: bags },
    { Icon: IconArmchair, name: t('seat'), text: seat },
    { Icon: IconReplace, name: t('changes'), text: change },
    { Icon: IconArrowBackUp, name: t('refund'), text: refund },
  ];
  return (
    <Paper withBorder p="md" className={classes.fare}>
      <div className={classes.head}>
        <Title order={3} size="h4">
          {t(offer.family)}
        </Title>
        <div className={classes.price}>
          <Text fw={700} fz="xl" lh={1.2}>
            <Money value={offer.total} />
          </Text>
          <Text size="xs" c="dimmed">
            {t('forAll', { count: travellersOf(search) })}
          </Text>
        </div>
      </div>
      <ul className={classes.conditions}>
        {conditions.map(({ Icon, name, text }) => (
          <li key={name} className={classes.condition}>
            <Icon size={18} aria-hidden className={classes.icon} />
            <div>
              <div className={classes.name}>{name}</div>
              {text}
            </div>
          </li>
        ))}
      </ul>
      <PriceBreakdown offer={offer} />
      {isBookable(offer) ? (
        <>
          <Text size="sm" fw={500} className={offer.seatsLeft < mostSeatsShown ? classes.few : undefined}>
            {t(offer.seatsLeft < mostSeatsShown ? 'seatsLeft' : 'seatsMany', { count: offer.seatsLeft })}
          </Text>
          <Button
            fullWidth
            size="md"
            onClick={() => {
              keepSelectedOffer(offer, search);
              void navigate('/book');
            }}
          >
            {t('select', { family: t(offer.family) })}
          </Button>
        </>
      ) : (
        <Text size="sm" fw={600}>
          {t('soldOut')}
        </Text>
      )}
    </Paper>
  );
}

import { Group, Radio, Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import type { Booking } from './queries';
import { seatOf } from './useChooseSeat';
import classes from './WhoseSeat.module.css';

interface Props {
  booking: Booking;
  flightId: string;
  /** Place in the list of passengers. */
  current: number;
  onChange: (passenger: number) => void;
}

/** Chooses for whom the next seat is. Infants have none. */
export function WhoseSeat({ booking, flightId, current, onChange }: Props) {
  const t = useMessages(messages);
  return (
    <Radio.Group label={t('whoseSeat')} value={String(current)} onChange={(value) => onChange(Number(value))}>
      <div className={classes.passengers}>
        {booking.passengers.map((passenger, index) => {
          const seat = seatOf(booking, flightId, index);
          const isInfant = passenger.type === 'infant';
          const where = isInfant ? t('lapInfant') : seat ? t('seatOf', { seat }) : t('noSeat');
          const name = `${passenger.givenName} ${passenger.surname}`;
          return (
            <Radio.Card
              // Passengers keep their places.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              value={String(index)}
              disabled={isInfant}
              className={classes.passenger}
              aria-label={`${name}, ${where}`}
            >
              <Group wrap="nowrap" gap="xs">
                <Radio.Indicator disabled={isInfant} />
                <div className={classes.text}>
                  <Text size="sm" fw={600} truncate>
                    {name}
                  </Text>
                  <Text size="sm" c={seat ? undefined : 'dimmed'}>
                    {where}
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          );
        })}
      </div>
    </Radio.Group>
  );
}

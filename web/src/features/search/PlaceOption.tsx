import { Text } from '@mantine/core';
import { IconBuildings, IconPlane } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { formatCountry } from '@/i18n/formats';
import { messages } from './messages';
import classes from './PlaceInput.module.css';
import type { Place } from './places';

interface Props {
  id: string;
  place: Place;
  isActive: boolean;
  onChoose: () => void;
}

/** A place to choose. The keyboard stays in the text field. */
export function PlaceOption({ id, place, isActive, onChoose }: Props) {
  const t = useMessages(messages);
  const Icon = place.airport ? IconPlane : IconBuildings;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the text field has the focus and takes the keys.
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={classes.option}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Icon size={18} aria-hidden className={classes.icon} />
      <div className={classes.names}>
        <Text span fw={600} size="sm">
          {place.city}
          <Text span c="dimmed" fw={400} size="sm">
            {' · '}
            {formatCountry(place.country)}
          </Text>
        </Text>
        <Text size="xs" c="dimmed">
          {place.airport ?? t('allAirports')}
        </Text>
      </div>
      <Text span className={classes.code}>
        {place.code}
      </Text>
    </div>
  );
}

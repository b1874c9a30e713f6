import { Button, Input, Paper, Stack, Text } from '@mantine/core';
import { useClickOutside, useId } from '@mantine/hooks';
import { IconChevronDown, IconUsers } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import type { Search } from './search';
import { travellersOf } from './search';
import { Stepper } from './Stepper';
import classes from './TravellersInput.module.css';
import { useTravellers } from './useTravellers';
import { mostTravellers } from './validation';

type Travellers = Pick<Search, 'adults' | 'children' | 'infants'>;

interface Props {
  value: Search;
  onChange: (travellers: Travellers) => void;
  /** Says how many, not who, where there is little room. */
  isCompact?: boolean;
}

/** Who travels, by the ages that matter for the price; what cannot be booked together cannot be chosen. */
export function TravellersInput({ value, onChange, isCompact }: Props) {
  const t = useMessages(messages);
  const travellers = useTravellers();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const whole = useClickOutside<HTMLDivElement>(() => setOpen(false));
  const { adults, children, infants } = value;
  const rest = mostTravellers - travellersOf(value);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only hears what its buttons leave over.
    <div
      ref={whole}
      role="group"
      aria-labelledby={`${id}-label`}
      className={classes.travellers}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) {
          event.stopPropagation();
          close();
        }
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
          setOpen(false);
        }
      }}
    >
      <Input.Wrapper label={t('travellers')} labelElement="div" labelProps={{ id: `${id}-label` }} size="md">
        <Input
          ref={button as never}
          component="button"
          type="button"
          size="md"
          pointer
          id={`${id}-button`}
          aria-labelledby={`${id}-label ${id}-button`}
          aria-expanded={isOpen}
          aria-controls={`${id}-panel`}
          leftSection={<IconUsers size={18} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
          classNames={{ input: classes.button }}
        >
          {isCompact ? t('travellersCount', { count: travellersOf(value) }) : travellers(value)}
        </Input>
      </Input.Wrapper>
      <Paper id={`${id}-panel`} hidden={!isOpen} className={classes.panel} shadow="md" withBorder p="md">
        <Stack gap="sm">
          <Stepper
            name={t('adults')}
            about={t('adultsAge')}
            value={adults}
            least={1}
            most={adults + rest}
            onChange={(next) => onChange({ adults: next, children, infants: Math.min(infants, next) })}
          />
          <Stepper
            name={t('children')}
            about={t('childrenAge')}
            value={children}
            most={children + rest}
            onChange={(next) => onChange({ adults, children: next, infants })}
          />
          <Stepper
            name={t('infants')}
            about={t('infantsAge')}
            value={infants}
            most={Math.min(adults, infants + rest)}
            onChange={(next) => onChange({ adults, children, infants: next })}
          />
          <Text size="xs" c="dimmed" role="status">
            {rest <= 0 ? t('mostTravellers', { count: mostTravellers }) : infants >= adults ? t('laps') : ''}
          </Text>
          <Button variant="light" onClick={close}>
            {t('done')}
          </Button>
        </Stack>
      </Paper>
    </div>
  );
}

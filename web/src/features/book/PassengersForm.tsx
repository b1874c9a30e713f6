import { Button, Fieldset, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { serverNow } from '@/api/clock';
import type { SelectedOffer } from '@/features/search/selectedOffer';
import { useMessages } from '@/i18n';
import { focusFirst } from '@/ui/focusFirst';
import { messages } from './messages';
import { PassengerFields } from './PassengerFields';
import { ReserveProblem } from './ReserveProblem';
import { errorsByField, usePassengersForm } from './usePassengersForm';
import { useReserve } from './useReserve';

interface Props {
  selected: SelectedOffer;
  isExpired: boolean;
  /** Of whoever is signed in. */
  email: string;
}

/** Who travels and whom to tell. */
export function PassengersForm({ selected: { offer, search }, isExpired, email }: Props) {
  const t = useMessages(messages);
  const types = offer.passengers.flatMap(({ type, count }) => Array.from({ length: count }, () => type));
  const today = new Date(serverNow()).toISOString().slice(0, 10);
  const form = usePassengersForm(types, offer.flights.at(-1)!.departure.local.slice(0, 10), today, email);
  const reserving = useReserve(offer.id);
  const [isTried, setIsTried] = useState(false);
  const wrong = isTried ? Object.keys(form.errors).length : 0;

  const submit = form.onSubmit(
    (values) => {
      setIsTried(true);
      reserving.mutate(values, { onError: (error) => form.setErrors(errorsByField(error)) });
    },
    (errors) => {
      setIsTried(true);
      focusFirst(Object.keys(errors).map((field) => form.getInputNode(field)));
    },
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {form.values.passengers.map((_, index) => (
          // Passengers keep their places.
          // oxlint-disable-next-line react/no-array-index-key
          <PassengerFields key={index} form={form} index={index} today={today} />
        ))}
        <Fieldset
          legend={
            <Text span fw={650}>
              {t('contact')}
            </Text>
          }
        >
          <Text size="sm" c="dimmed" mb="sm">
            {t('contactAbout')}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              type="email"
              label={t('email')}
              autoComplete="email"
              required
              {...form.getInputProps('contact.email')}
            />
            <TextInput
              type="tel"
              label={t('phone')}
              description={t('phoneHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="tel"
              {...form.getInputProps('contact.phone')}
            />
          </SimpleGrid>
        </Fieldset>
        {reserving.isError && <ReserveProblem error={reserving.error} search={search} />}
        <Group justify="space-between">
          <Text size="sm" c={wrong > 0 ? 'var(--mantine-color-error)' : 'dimmed'} role="status">
            {wrong > 0 ? t('fixFields', { count: wrong }) : t('holdAbout')}
          </Text>
          {/* The field that has the focus keeps it until the click: what it says when it loses it would move the button away. */}
          <Button
            type="submit"
            size="md"
            loading={reserving.isPending}
            disabled={isExpired}
            onMouseDown={(pressed) => pressed.preventDefault()}
          >
            {t('hold')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

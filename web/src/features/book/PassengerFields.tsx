import { Fieldset, SimpleGrid, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMessages } from '@/i18n';
import type { Draft } from './draft';
import { messages } from './messages';

/** The fields of one passenger; the browser may fill in those of the first. */
export function PassengerFields({
  form,
  index,
  today,
}: {
  form: UseFormReturnType<Draft>;
  index: number;
  today: string;
}) {
  const t = useMessages(messages);
  const { type } = form.values.passengers[index]!;
  const section = index === 0 ? '' : `section-passenger${index + 1} `;
  const field = (name: 'givenName' | 'surname' | 'dateOfBirth') => form.getInputProps(`passengers.${index}.${name}`);
  return (
    <Fieldset
      legend={
        <>
          <Text span fw={650}>
            {t('passenger', { number: index + 1 })}
          </Text>{' '}
          <Text span size="sm" c="dimmed">
            {t(type)}
          </Text>
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t('givenName')} autoComplete={`${section}given-name`} required {...field('givenName')} />
        <TextInput label={t('surname')} autoComplete={`${section}family-name`} required {...field('surname')} />
        <TextInput
          type="date"
          label={t('dateOfBirth')}
          autoComplete={`${section}bday`}
          min="1900-01-01"
          max={today}
          required
          {...field('dateOfBirth')}
        />
      </SimpleGrid>
    </Fieldset>
  );
}

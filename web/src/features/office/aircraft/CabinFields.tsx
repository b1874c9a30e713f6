import { ActionIcon, Fieldset, Group, NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { messages as flightMessages } from '../flights/messages';
import { planMessages } from '../flights/planMessages';
import { cabinKinds, seatsOf, type TypeDraft } from './form';

interface Props {
  form: UseFormReturnType<TypeDraft>;
  index: number;
}

/** One cabin of an aircraft type: its rows and letters. */
export function CabinFields({ form, index }: Props) {
  const t = useMessages(planMessages);
  const cabinNames = useMessages(flightMessages);
  const draft = form.values.cabins[index]!;
  const field = (name: 'cabin' | 'letters' | 'rows' | 'exitRows' | 'blocked') =>
    form.getInputProps(`cabins.${index}.${name}`);
  return (
    <Fieldset legend={t('cabinNumber', { number: index + 1 })}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
        <NativeSelect
          label={t('cabin')}
          description={t('counted', { seats: seatsOf(draft) })}
          data={cabinKinds.map((value) => ({ value, label: cabinNames(value) }))}
          {...field('cabin')}
        />
        <TextInput label={t('letters')} description={t('lettersHint')} required {...field('letters')} />
        <TextInput label={t('rows')} description={t('rowsHint')} required {...field('rows')} />
        <TextInput label={t('exitRows')} description={t('exitRowsHint')} {...field('exitRows')} />
        <TextInput label={t('blocked')} description={t('blockedHint')} {...field('blocked')} />
        {form.values.cabins.length > 1 && (
          <Group justify="flex-end" align="flex-end">
            <ActionIcon
              variant="subtle"
              color="red"
              size={40}
              aria-label={t('removeCabin', { number: index + 1 })}
              onClick={() => form.removeListItem('cabins', index)}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        )}
      </SimpleGrid>
      {form.errors[`cabins.${index}`] && (
        <Text c="red" size="sm" role="alert">
          {form.errors[`cabins.${index}`]}
        </Text>
      )}
    </Fieldset>
  );
}

import { Button, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLock } from '@tabler/icons-react';
import { serverNow } from '@/api/clock';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatMoney } from '@/i18n/formats';
import { focusFirst } from '@/ui/focusFirst';
import { emptyCard, formatExpiry, formatNumber, isCardNumber, isCvc, problemOfExpiry, type Card } from './card';
import { DemoCards } from './DemoCards';
import { messages } from './messages';

interface Props {
  total: Schemas['Money'];
  /** Who may stand on the card, in a demo. */
  holder: string;
  onPay: (card: Card) => void;
}

/** A card to pay with. Nothing that is typed here is kept. */
export function CardForm({ total, holder, onPay }: Props) {
  const t = useMessages(messages);
  const form = useForm<Card>({
    initialValues: emptyCard,
    validateInputOnBlur: true,
    transformValues: (card) => ({ ...card, number: card.number.replaceAll(' ', ''), holder: card.holder.trim() }),
    validate: {
      number: (text) => (isCardNumber(text) ? null : t('numberWrong')),
      expiry: (text) => {
        const problem = problemOfExpiry(text, serverNow());
        return problem && t(problem);
      },
      cvc: (text) => (isCvc(text) ? null : t('cvcWrong')),
      holder: (text) => (text.trim() !== '' && text.length <= 100 ? null : t('holderWrong')),
    },
  });
  const field = (name: keyof Card, format: (text: string) => string = (text) => text) => ({
    ...form.getInputProps(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      form.setFieldValue(name, format(event.currentTarget.value)),
  });
  const submit = form.onSubmit(onPay, (errors) =>
    focusFirst(Object.keys(errors).map((name) => form.getInputNode(name))),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <DemoCards
          onFill={(number) => {
            form.setValues({ number: formatNumber(number), expiry: '12/39', cvc: '123', holder });
            form.clearErrors();
          }}
        />
        <TextInput
          label={t('cardNumber')}
          inputMode="numeric"
          autoComplete="cc-number"
          required
          {...field('number', formatNumber)}
        />
        <SimpleGrid cols={2}>
          <TextInput
            label={t('expiry')}
            inputMode="numeric"
            autoComplete="cc-exp"
            required
            {...field('expiry', formatExpiry)}
          />
          <TextInput
            label={t('cvc')}
            inputMode="numeric"
            autoComplete="cc-csc"
            maxLength={4}
            required
            {...field('cvc')}
          />
        </SimpleGrid>
        <TextInput label={t('holder')} autoComplete="cc-name" maxLength={100} required {...field('holder')} />
        {/* The field that has the focus keeps it until the click: what it says when it loses it would move the button away. */}
        <Button
          type="submit"
          size="md"
          leftSection={<IconLock size={18} aria-hidden />}
          onMouseDown={(pressed) => pressed.preventDefault()}
        >
          {t('pay', { amount: formatMoney(total) })}
        </Button>
        <Text size="sm" c="dimmed">
          {t('notKept')}
        </Text>
      </Stack>
    </form>
  );
}

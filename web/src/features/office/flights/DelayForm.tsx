import { Button, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { api, take } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatLocalTime, formatTimeIn } from '@/i18n/formats';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { changeMessages } from './changeMessages';
import type { ChangeFormProps } from './ChangeFormProps';
import { useFlightChange } from './useFlightChange';

const longest = 2880;
const longestReason = 200;

/** How late the flight is, and why. */
export function DelayForm({ flight, version, onDone }: ChangeFormProps) {
  const t = useMessages(changeMessages);
  const form = useForm({ initialValues: { minutes: flight.delayMinutes || 30, reason: flight.remark ?? '' } });
  const { minutes } = form.values;
  const delaying = useFlightChange<typeof form.values>({
    flightId: flight.id,
    version,
    what: 'delay',
    onDone,
    send: (body, header) =>
      take(api.POST('/api/flights/{id}/delay', { params: { path: { id: flight.id }, header }, body })),
  });
  const { at, zone, airport, local } = flight.plannedDeparture;
  const later = new Date(new Date(at).getTime() + (Number(minutes) || 0) * 60_000);
  return (
    <form onSubmit={form.onSubmit((values) => delaying.mutate(values))}>
      <Stack>
        <NumberInput
          label={t('minutes')}
          description={t('minutesHint')}
          min={1}
          max={longest}
          step={5}
          allowDecimal={false}
          required
          data-autofocus
          {...form.getInputProps('minutes')}
        />
        <Text size="sm" role="status">
          {t('wouldDepart', { time: formatTimeIn(later, zone), planned: formatLocalTime(local), airport })}
        </Text>
        <Textarea
          label={t('reason')}
          description={t('reasonHint')}
          maxLength={longestReason}
          autosize
          required
          {...form.getInputProps('reason')}
        />
        {delaying.isError && <ProblemNotice error={delaying.error} />}
        <Button type="submit" loading={delaying.isPending}>
          {t('tellDelay')}
        </Button>
      </Stack>
    </form>
  );
}

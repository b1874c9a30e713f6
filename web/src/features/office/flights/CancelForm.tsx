import { Alert, Button, Paper, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { api, take } from '@/api/client';
import { useMessages } from '@/i18n';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { changeMessages } from './changeMessages';
import type { Flight } from './queries';
import { useFlightChange } from './useFlightChange';

const longestReason = 200;

interface Props {
  flight: Flight;
  version?: string;
  /** How many bookings end with the flight. */
  bookings: number;
}

/** The decision to cancel: why, and the flight's number typed by hand. */
export function CancelForm({ flight, version, bookings }: Props) {
  const t = useMessages(changeMessages);
  const name = { flight: flight.designator };
  const form = useForm({
    initialValues: { reason: '', typed: '' },
    validate: { typed: (typed) => (typed.trim().toUpperCase() === flight.designator ? null : t('typedOther', name)) },
  });
  const cancelling = useFlightChange<{ reason: string }>({
    flightId: flight.id,
    version,
    what: 'cancel',
    send: (body, header) =>
      take(api.POST('/api/flights/{id}/cancellation', { params: { path: { id: flight.id }, header }, body })),
  });
  return (
    <Paper withBorder p="lg" maw={560} component="section" aria-labelledby="confirm">
      <Title order={2} size="h3" mb="sm" id="confirm">
        {t('confirmTitle')}
      </Title>
      <form onSubmit={form.onSubmit(({ reason }) => cancelling.mutate({ reason: reason.trim() }))}>
        <Stack>
          <Textarea
            label={t('reason')}
            description={t('reasonHint')}
            maxLength={longestReason}
            autosize
            required
            {...form.getInputProps('reason')}
          />
          <TextInput
            label={t('typeToConfirm', name)}
            autoComplete="off"
            spellCheck={false}
            required
            {...form.getInputProps('typed')}
          />
          <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
            {t('cannotBeUndone')}
          </Alert>
          {cancelling.isError && <ProblemNotice error={cancelling.error} />}
          <Button type="submit" color="red" loading={cancelling.isPending}>
            {bookings > 0 ? t('confirm', { count: bookings }) : t('confirmTitle')}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}

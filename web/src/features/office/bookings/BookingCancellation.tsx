import { Alert, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { once } from '@/api/intents';
import { formatMoney } from '@/i18n/formats';
import { isNothing } from '@/ui/money';
import { useMessages } from '@/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';
import { Sums } from '@/ui/Sums';
import { messages } from './messages';
import { quoteQuery } from './queries';

/** Cancels a booking for its traveller; what goes back is shown before. */
export function BookingCancellation({ booking }: { booking: Schemas['BookingAnswer'] }) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const [isOpen, dialog] = useDisclosure(false);
  const quote = useQuery({ ...quoteQuery(booking.id), enabled: isOpen });
  const cancelling = useMutation({
    mutationFn: () =>
      once(`cancel:${booking.id}`, (key) =>
        take(
          api.POST('/api/bookings/{id}/cancellation', {
            params: { path: { id: booking.id }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess: (cancelled) => {
      dialog.close();
      const isUnpaid = isNothing(cancelled.refund) && isNothing(cancelled.retained);
      notifications.show({
        message: isUnpaid
          ? t('cancelledUnpaid')
          : t('cancelDone', { refund: formatMoney(cancelled.refund), retained: formatMoney(cancelled.retained) }),
        autoClose: false,
      });
      return queries.invalidateQueries({ queryKey: ['office'] });
    },
  });
  if (!booking.cancellation.isPossible) {
    return null;
  }
  return (
    <>
      <Button color="red" variant="light" onClick={dialog.open}>
        {t('cancel')}
      </Button>
      <ConfirmDialog
        title={t('cancelTitle', { reference: booking.reference })}
        isOpen={isOpen}
        onClose={dialog.close}
        confirm={t('cancelConfirm')}
        back={t('cancelKeep')}
        onConfirm={() => cancelling.mutate()}
        isPending={cancelling.isPending}
        isDisabled={!quote.data?.isPossible || quote.isFetching}
        error={cancelling.error}
        isDangerous
      >
        <Text>{t('cancelAbout')}</Text>
        <Loaded query={quote}>{(data) => <Quote quote={data} />}</Loaded>
      </ConfirmDialog>
    </>
  );
}

function Quote({ quote }: { quote: Schemas['CancellationQuote'] }) {
  const t = useMessages(messages);
  return (
    <Stack gap="xs">
      {!quote.isPossible && <Alert color="red">{t('notPossible', { reason: quote.text })}</Alert>}
      {isNothing(quote.refund) && isNothing(quote.retained) && <Text fw={600}>{quote.text}</Text>}
      <Sums
        lines={[{ key: 'retained', text: t('retained'), amount: <Money value={quote.retained} /> }]}
        total={{ text: t('refunded'), amount: <Money value={quote.refund} /> }}
      />
    </Stack>
  );
}

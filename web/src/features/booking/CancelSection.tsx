import { Button, Text } from '@mantine/core';
import { useNavigate, useSearchParams } from 'react-router';
import { useMessages } from '@/i18n';
import { Section } from '@/ui/Section';
import { CancelDialog } from './CancelDialog';
import { messages } from './messages';
import type { Booking } from './queries';

/** The way to cancel a booking; the question is part of the address, so Back closes it and signing in comes back to it. */
export function CancelSection({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const [parameters, setParameters] = useSearchParams();
  const navigate = useNavigate();
  const isOver = booking.status === 'cancelled' || booking.status === 'expired';
  if (isOver) {
    return null;
  }
  const isOpen = parameters.get('cancel') === 'yes';
  const close = () => void navigate('.', { replace: true, preventScrollReset: true });
  return (
    <Section title={t('manage')}>
      {booking.cancellation.isPossible ? (
        <>
          <Text size="sm" mb="sm">
            {t('manageAbout')}
          </Text>
          <Button
            variant="default"
            color="red"
            onClick={() => setParameters({ cancel: 'yes' }, { preventScrollReset: true })}
          >
            {t('cancel')}
          </Button>
          <CancelDialog booking={booking} isOpen={isOpen} onClose={close} />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {t('departed')}
        </Text>
      )}
    </Section>
  );
}

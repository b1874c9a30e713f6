import { Anchor, Group } from '@mantine/core';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { useMay } from '@/api/me';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** Where else there is something about a booking, as far as one's role goes. */
export function BookingLinks({ booking }: { booking: Schemas['BookingAnswer'] }) {
  const t = useMessages(messages);
  const [mayWrite, mayGraph] = [useMay('agent'), useMay('operations')];
  const email = encodeURIComponent(booking.contact.email);
  return (
    <Group gap="md" mt="sm">
      {mayWrite && (
        <>
          <Anchor component={Link} to={`/office/messages/new?to=${email}`}>
            {t('write')}
          </Anchor>
          <Anchor component={Link} to={`/office/messages?recipient=${email}`}>
            {t('messages')}
          </Anchor>
        </>
      )}
      {mayGraph && (
        <Anchor component={Link} to={`/console/graph?of=${booking.reference}`}>
          {t('graph')}
        </Anchor>
      )}
    </Group>
  );
}

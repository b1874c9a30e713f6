import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useDemo } from '@/api/demo';
import { hasRole, useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import type { Booking } from './queries';

/** Where letters about the booking go. A demo sends none: there staff can read them, and everybody may sign in as staff. */
export function Contact({ booking }: { booking: Booking }) {
  const t = useMessages(messages);
  const { isDemo } = useDemo();
  const isStaff = hasRole(useMe().data, 'agent', 'operations');
  const { email } = booking.contact;
  const mailbox = `/office/mailbox?${new URLSearchParams({ recipient: email })}`;
  const way = isStaff ? { to: mailbox } : { to: '/sign-in', state: { from: mailbox } };
  return (
    <Text size="sm" c="dimmed">
      {t('contact', { email })}{' '}
      {isDemo && (
        <Anchor component={Link} {...way} size="sm" underline="always">
          {isStaff ? t('letters') : t('lettersAsStaff')}
        </Anchor>
      )}
    </Text>
  );
}

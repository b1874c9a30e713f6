import { Button } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** Leads guests to signing in, and back to where they are. */
export function SignInButton() {
  const t = useMessages(messages);
  const location = useLocation();
  return (
    <Button component={Link} to="/sign-in" state={{ from: location.pathname + location.search }} variant="light">
      {t('signIn')}
    </Button>
  );
}

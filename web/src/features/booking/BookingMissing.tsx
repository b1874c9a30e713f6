import { Button, Group } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { messages } from './messages';

/** For a booking that is not there, or not for whoever asks: both look alike. */
export function BookingMissing() {
  const t = useMessages(messages);
  const isGuest = !useMe().data;
  const { pathname, search } = useLocation();
  return (
    <>
      <PageTitle title={t('missing')} about={t('missingAbout')} />
      <Group gap="sm">
        {isGuest && (
          <Button component={Link} to="/sign-in" state={{ from: pathname + search }}>
            {t('signIn')}
          </Button>
        )}
        <Button component={Link} to="/find" variant="default">
          {t('find')}
        </Button>
      </Group>
    </>
  );
}

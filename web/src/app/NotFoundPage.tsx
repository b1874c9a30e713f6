import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { messages } from './messages';

/** For addresses that the site does not know. */
export function NotFoundPage() {
  const t = useMessages(messages);
  return (
    <>
      <PageTitle title={t('notFound')} about={t('notFoundAbout')} />
      <Anchor component={Link} to="/">
        {t('home')}
      </Anchor>
    </>
  );
}

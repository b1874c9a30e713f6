import { Alert, Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatTimeOfDay } from '@/i18n/formats';
import { eventsPlace } from '../places';
import type { Gap } from './feed';
import { messages } from './messages';

/** What happened but could not be shown, and where it is. */
export function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const t = useMessages(messages);
  return gaps.map(({ kind, module, count, after, at }) => (
    <Alert key={`${module}${at}`} color="orange" role="status" mb="xs" py="xs">
      {t(kind, { module, count, at: formatTimeOfDay(at).slice(0, 8) })}{' '}
      <Anchor inherit underline="always" component={Link} to={eventsPlace({ module, after })}>
        {t('openLog')}
      </Anchor>
    </Alert>
  ));
}

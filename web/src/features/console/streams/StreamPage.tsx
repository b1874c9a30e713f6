import { Anchor, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { contrailOf, pathOf } from '../commands';
import { EventFacts } from '../events/EventFacts';
import { eventsPlace } from '../places';
import { stateQuery, streamEndQuery } from '../queries';
import { SameAs } from '../SameAs';
import { EventType } from '../ui/EventType';
import { messages } from './messages';
import { StateAt } from './StateAt';
import { StreamEvents } from './StreamEvents';
import classes from './StreamPage.module.css';
import { VersionBar } from './VersionBar';

/** A stream at any version of it. */
export function StreamPage() {
  const t = useMessages(messages);
  const { module = '', stream = '' } = useParams();
  const end = useQuery(streamEndQuery(module, stream));
  // A stream that is not there is refused by this one, with a reason.
  const exists = useQuery({ ...stateQuery(module, stream, 0), placeholderData: undefined });
  return (
    <>
      <PageTitle
        title={stream}
        about={
          <>
            {t('about', { module })}
            {' · '}
            <Anchor inherit component={Link} to={eventsPlace({ module, stream })}>
              {t('all')}
            </Anchor>
          </>
        }
      />
      <Loaded query={exists}>
        {() => <Loaded query={end}>{(last) => <Versions module={module} stream={stream} end={last} />}</Loaded>}
      </Loaded>
    </>
  );
}

function Versions({ module, stream, end }: { module: string; stream: string; end: number }) {
  const t = useMessages(messages);
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const wanted = parameters.get('at');
  const at = wanted !== null && /^\d{1,9}$/.test(wanted) ? Math.min(Number(wanted), end) : end;
  const event = useQuery(stateQuery(module, stream, at)).data?.event;
  const query = parameters.toString();
  const placeOf = useCallback(
    (version: number) => {
      const place = new URLSearchParams(query);
      place.set('at', String(version));
      return `?${place}`;
    },
    [query],
  );
  const go = useCallback(
    (version: number) => void navigate(placeOf(version), { replace: true, preventScrollReset: true }),
    [navigate, placeOf],
  );
  return (
    <>
      <VersionBar at={at} end={end} onChange={go} />
      <div className={classes.columns}>
        <Stack gap="lg">
          <StreamEvents module={module} stream={stream} at={at} end={end} placeOf={placeOf} />
          {event && (
            <section aria-labelledby="event">
              <Title order={2} fz="md" mb="xs" id="event">
                {t('event')} <EventType name={event.type} />
              </Title>
              <EventFacts event={event} isOfStream />
            </section>
          )}
        </Stack>
        <StateAt module={module} stream={stream} at={at} />
      </div>
      <SameAs
        request={{ path: pathOf`/api/ops/${module}/streams/${stream}`, query: { at } }}
        program={contrailOf(['events', module], { stream, limit: at || undefined })}
      />
    </>
  );
}

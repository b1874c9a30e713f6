import { Anchor, Badge, SimpleGrid, Stack, Text, Title, type MantineColor } from '@mantine/core';
import { IconAlertOctagon, IconCircleCheck, IconProgress, IconQuestionMark, type Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { Freshness } from '@/ui/Freshness';
import { Loaded } from '@/ui/Loaded';
import { Section } from '@/ui/Section';
import { contextOf } from '../graph/words';
import { groupsOf } from '../groups';
import { streamPlace } from '../places';
import { messages } from './messages';
import classes from './Promises.module.css';
import { invariantsQuery } from './queries';

type Report = Schemas['InvariantReport'];
type State = Schemas['InvariantState'];

const looks: Record<State, { color: MantineColor; icon: Icon }> = {
  holds: { color: 'green', icon: IconCircleCheck },
  inMotion: { color: 'blue', icon: IconProgress },
  violated: { color: 'red', icon: IconAlertOctagon },
  unknown: { color: 'gray', icon: IconQuestionMark },
};

/** A light: an icon, a word and a colour that say the same. */
function Light({ state, text }: { state: State; text: string }) {
  const { color, icon: Icon } = looks[state];
  return (
    <Badge variant="light" color={color} tt="none" size="lg" leftSection={<Icon size={16} aria-hidden />}>
      {text}
    </Badge>
  );
}

function Promised({ report }: { report: Report }) {
  const t = useMessages(messages);
  return (
    <li className={classes.promise} data-state={report.state}>
      <Text size="sm" fw={600} mb={6}>
        {report.promise}
      </Text>
      <Light state={report.state} text={t(report.state)} />
      {report.problem && (
        <Text size="sm" mt={6}>
          {report.problem}
        </Text>
      )}
      {report.deviations.map((deviation) => (
        <Text key={deviation.text} size="sm" mt={6} style={{ overflowWrap: 'anywhere' }}>
          {deviation.text}{' '}
          {deviation.module && deviation.stream && (
            <Anchor component={Link} size="sm" underline="always" to={streamPlace(deviation.module, deviation.stream)}>
              {t('toStream', { stream: deviation.stream })}
            </Anchor>
          )}
        </Text>
      ))}
      {report.deviationCount > report.deviations.length && (
        <Text size="sm" mt={6}>
          {t('moreDeviations', { count: formatNumber(report.deviationCount - report.deviations.length) })}
        </Text>
      )}
      {report.state !== 'unknown' && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('checked', {
            count: formatNumber(report.checked),
            of: report.of,
            milliseconds: formatNumber(report.milliseconds),
          })}
        </Text>
      )}
    </li>
  );
}

/** What the airline promises, promise by promise. */
export function Promises() {
  const t = useMessages(messages);
  const query = useQuery(invariantsQuery);

  /** The worst first. */
  function verdictOf(items: readonly Report[]): [State, string] {
    const all = formatNumber(items.length);
    for (const [state, key] of [
      ['violated', 'someBroken'],
      ['unknown', 'someUnknown'],
      ['inMotion', 'someMove'],
    ] as const) {
      const count = items.filter((item) => item.state === state).length;
      if (count > 0) {
        return [state, t(key, { count: formatNumber(count), all })];
      }
    }
    return ['holds', t('allHold', { count: all })];
  }

  return (
    <Section title={t('promises')}>
      <Loaded query={query}>
        {({ items, milliseconds }) => {
          const [state, verdict] = verdictOf(items);
          return (
            <Stack gap="md">
              <div role="status">
                <Light state={state} text={verdict} />
              </div>
              <Text size="sm" c="dimmed">
                {t('promisesAbout')} {t('took', { milliseconds: formatNumber(milliseconds) })}
              </Text>
              {[...groupsOf(items, (item) => item.module ?? '')].map(([module, its]) => (
                <div key={module}>
                  <Title order={3} fz="sm" mb={6}>
                    {module ? contextOf(module) : t('engine')}
                  </Title>
                  <SimpleGrid
                    component="ul"
                    cols={{ base: 1, sm: 2, xl: 3 }}
                    spacing="sm"
                    className={classes.list}
                    style={{ alignItems: 'start' }}
                  >
                    {its.map((item) => (
                      <Promised key={item.name} report={item} />
                    ))}
                  </SimpleGrid>
                </div>
              ))}
            </Stack>
          );
        }}
      </Loaded>
      <Freshness query={query} />
    </Section>
  );
}

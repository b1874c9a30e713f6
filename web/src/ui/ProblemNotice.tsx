import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import { ApiProblem, NoAnswer, isWorthRepeating } from '@/api/problems';
import { useMessages } from '@/i18n';
import { messages } from './messages';

interface Props {
  error: unknown;
  /** Asks again; offered where that may help. */
  onRetry?: () => void;
}

/** What went wrong in words, what to do about it, and the reference that support needs. */
export function ProblemNotice({ error, onRetry }: Props) {
  const t = useMessages(messages);
  const location = useLocation();
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const isStranger = problem?.status === 401;
  const title = isStranger
    ? t('signInTitle')
    : problem?.status === 403
      ? t('notAllowed')
      : (problem?.title ?? t('wentWrong'));
  const text = error instanceof NoAnswer ? t('noAnswer') : error instanceof Error ? error.message : undefined;
  return (
    <Alert color={isStranger ? 'blue' : 'red'} icon={<IconAlertTriangle aria-hidden />} title={title} role="alert">
      {text !== title && <Text size="sm">{text}</Text>}
      {problem?.errors?.map((e) => (
        <Text size="sm" key={`${e.pointer ?? e.parameter}${e.message}`}>
          {e.pointer ?? e.parameter}: {e.message}
        </Text>
      ))}
      {problem?.traceId && problem.status >= 500 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('trace', { trace: problem.traceId })}
        </Text>
      )}
      <Group mt="xs" gap="sm">
        {isStranger && (
          <Anchor component={Link} to="/sign-in" state={{ from: location.pathname + location.search }}>
            {t('signIn')}
          </Anchor>
        )}
        {onRetry && isWorthRepeating(error) && (
          <Button size="xs" variant="light" onClick={onRetry}>
            {t('again')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

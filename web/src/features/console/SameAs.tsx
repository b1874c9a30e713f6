import { ActionIcon, Code, Paper, Text, Title, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { defineMessages, useMessages } from '@/i18n';
import { curlOf, type ApiRequest } from './commands';
import classes from './SameAs.module.css';

const messages = defineMessages('sameAs', {
  title: 'Same thing as',
  http: 'HTTP',
  change: 'HTTP, to change it',
  program: 'Command line',
  noProgram: 'The command line has no form of this page: it reads the stored data, and this is what runs.',
  token: 'A token',
  copy: 'Copy: {{what}}',
  copied: 'Copied',
  notCopied: 'The browser does not allow copying here; select the text instead.',
  stopped:
    'The command line reads the stored data: stop the host first, unless it runs on PostgreSQL. In a checkout it is ./run instead of contrail.',
});

interface Props {
  /** What the page asks of the API. */
  request: ApiRequest;
  /** What its buttons ask. */
  changes?: readonly ApiRequest[];
  /** The same with the program, where that can be done; see `contrailOf`. */
  program?: string;
}

const tokenFor = (origin: string) =>
  `TOKEN=$(curl -s -H 'Content-Type: application/json' -d '{"email":"…","password":"…","kind":"token"}' ${origin}/api/session | jq -r .accessToken)`;

/** How to do with curl, or with the program, what the page shows: nothing here is only for those with a browser. */
export function SameAs({ request, changes = [], program }: Props) {
  const t = useMessages(messages);
  const { origin } = window.location;
  return (
    <Paper component="section" withBorder p="md" mt="xl" aria-labelledby="same-as">
      <Title order={2} fz="sm" mb={4} id="same-as">
        {t('title')}
      </Title>
      <Line name={t('http')} text={curlOf(request, origin)} />
      {changes.map((change) => (
        <Line key={`${change.method}${change.path}`} name={t('change')} text={curlOf(change, origin)} />
      ))}
      {program && <Line name={t('program')} text={program} />}
      <Line name={t('token')} text={tokenFor(origin)} />
      <Text size="xs" c="dimmed" mt={4}>
        {t(program ? 'stopped' : 'noProgram')}
      </Text>
    </Paper>
  );
}

function Line({ name, text }: { name: string; text: string }) {
  const t = useMessages(messages);
  const { copied, copy, error } = useClipboard();
  return (
    <div className={classes.row}>
      <Text size="sm" c="dimmed" className={classes.name}>
        {name}
      </Text>
      <Code className={classes.code}>{text}</Code>
      <ActionIcon variant="default" size={40} aria-label={t('copy', { what: name })} onClick={() => copy(text)}>
        {copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
      </ActionIcon>
      <VisuallyHidden role="status">{copied && t('copied')}</VisuallyHidden>
      {error && (
        <Text size="xs" c="red" role="alert" className={classes.name}>
          {t('notCopied')}
        </Text>
      )}
    </div>
  );
}

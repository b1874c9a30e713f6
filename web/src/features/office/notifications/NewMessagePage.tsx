import { Button, Paper, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { api, take, type Schemas } from '@/api/client';
import { once } from '@/api/intents';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { messages } from './messages';

const isBlank = (text: string) => text.trim() === '';

/** Writes to somebody; afterwards it is shown what becomes of it. */
export function NewMessagePage() {
  const t = useMessages(messages);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [parameters] = useSearchParams();
  const form = useForm({
    initialValues: {
      recipient: parameters.get('to') ?? '',
      recipientName: parameters.get('name') ?? '',
      subject: '',
      text: '',
    },
    validate: {
      recipient: (text) => (/^\S+@\S+$/.test(text.trim()) ? null : t('wrongAddress')),
      subject: (text) => (isBlank(text) || text.length > 150 ? t('wrongSubject') : null),
      text: (text) => (isBlank(text) || text.length > 10_000 ? t('wrongText') : null),
    },
  });
  const sending = useMutation({
    mutationFn: (body: Schemas['SendNotificationBody']) =>
      once(`write:${JSON.stringify(body)}`, (key) =>
        take(api.POST('/api/notifications', { params: { header: { 'Idempotency-Key': key } }, body })),
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['office', 'messages'] });
      await navigate(`/office/messages/${id}`, { replace: true });
    },
  });
  const submit = form.onSubmit(({ recipient, recipientName, subject, text }) =>
    sending.mutate({
      recipient: recipient.trim(),
      recipientName: recipientName.trim() || null,
      subject: subject.trim(),
      text,
    }),
  );
  return (
    <>
      <PageTitle title={t('newTitle')} about={t('newAbout')} />
      <Paper withBorder p="md" maw={720}>
        <form onSubmit={submit} noValidate>
          <Stack>
            <TextInput label={t('to')} type="email" required {...form.getInputProps('recipient')} />
            <TextInput label={t('name')} description={t('nameAbout')} {...form.getInputProps('recipientName')} />
            <TextInput label={t('subject')} required {...form.getInputProps('subject')} />
            <Textarea label={t('text')} required autosize minRows={8} {...form.getInputProps('text')} />
            {sending.isError && <ProblemNotice error={sending.error} />}
            <Button type="submit" loading={sending.isPending} style={{ alignSelf: 'flex-start' }}>
              {t('send')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </>
  );
}

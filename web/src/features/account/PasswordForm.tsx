import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { fieldErrorsOf } from '@/api/fieldErrors';
import { ApiProblem } from '@/api/problems';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { SignInProblem } from './SignInPage';

const shortest = 10;

function errorsOf(error: unknown): Record<string, string> {
  if (error instanceof ApiProblem && error.code === 'User_Current_Password_Must_Be_Right') {
    return { currentPassword: error.message };
  }
  return fieldErrorsOf(error, 'currentPassword', 'newPassword');
}

/** Changes the password, which ends every other session. */
export function PasswordForm({ email }: { email: string }) {
  const t = useMessages(messages);
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { newPassword: (text) => (text.length < shortest ? t('passwordShort') : null) },
  });
  const changing = useMutation({
    mutationFn: (body: typeof form.values) => take(api.POST('/api/me/password', { body })),
    onSuccess: () => form.reset(),
    onError: (error) => form.setErrors(errorsOf(error)),
  });
  const isElsewhere = changing.isError && Object.keys(form.errors).length === 0;
  return (
    <form onSubmit={form.onSubmit((values) => changing.mutate(values))}>
      <Stack>
        <Text size="sm">{t('changeAbout')}</Text>
        {/* Which account the new password is for: password managers look for it. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={t('currentPassword')}
          autoComplete="current-password"
          required
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={t('newPassword')}
          description={t('passwordHint')}
          autoComplete="new-password"
          required
          {...form.getInputProps('newPassword')}
        />
        {isElsewhere && <SignInProblem error={changing.error} />}
        {changing.isSuccess && (
          <Alert color="green" role="status">
            {t('changed')}
          </Alert>
        )}
        <div>
          <Button type="submit" loading={changing.isPending}>
            {t('change')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

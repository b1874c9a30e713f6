import { Anchor, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { useMessages } from '@/i18n';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { keptUploads } from './keptUploads';
import { messages } from './messages';
import { upload, type ImportSummary, type Upload } from './queries';

/** The step from a check to the import of the same file. */
export function ImportNow({ check }: { check: ImportSummary }) {
  const t = useMessages(messages);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const kept = keptUploads.of(check.id);
  const importing = useMutation({
    mutationFn: (wanted: Upload) => upload(wanted, false),
    async onSuccess(id) {
      await queries.invalidateQueries({ queryKey: ['imports', 'list'] });
      await navigate(`/office/imports/${id}`);
    },
  });
  if (!kept) {
    return (
      <Text>
        <Anchor component={Link} to="/office/imports">
          {t('importAgain')}
        </Anchor>
      </Text>
    );
  }
  return (
    <div>
      {importing.isError && <ProblemNotice error={importing.error} />}
      <Button loading={importing.isPending} onClick={() => importing.mutate(kept)}>
        {t('importNow')}
      </Button>
      <Text size="sm" c="dimmed" mt={4}>
        {t('importAbout')}
      </Text>
    </div>
  );
}

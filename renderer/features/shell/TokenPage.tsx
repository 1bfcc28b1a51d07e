import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { storeToken } from '../../client/token.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './shell.module.css';

/** Asks for a key when the node refuses the one at hand. */
export function TokenPage() {
  const [token, setToken] = useState('');
  return (
    <main className={styles.token}>
      <Panel title="This node asks for a key" style={{ width: 400 }}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            storeToken(token.trim());
            window.location.reload();
          }}
        >
          <PasswordInput
            label="Key or token"
            description="The node printed it when it started. An administrator can make more."
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit" mt={16} disabled={token.trim() === ''}>
            Open the workbench
          </Button>
        </form>
      </Panel>
    </main>
  );
}

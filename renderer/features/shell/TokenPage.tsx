import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { storeToken } from '../../client/token.ts';
import { useUnsent } from '../../state/unsent.ts';
import logo from '../../styles/logo.svg';
import { Panel } from '../../ui/Panel.tsx';
import styles from './shell.module.css';

/** Asks for a key when the node refuses the one at hand. */
export function TokenPage() {
  const [token, setToken] = useState('');
  const unsent = useUnsent((state) => state.changes.length);
  return (
    <main className={styles.token}>
      <img src={logo} alt="Millrace" width={40} height={40} />
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
            description="The node printed it with its address when it started; a desktop's node prints a new one each time. An administrator can make more."
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
            data-autofocus
          />
          {unsent > 0 ? (
            <p className={styles.kept}>
              {unsent === 1 ? 'One change is' : `${unsent} changes are`} kept in this window and sent afterwards.
            </p>
          ) : null}
          <Button type="submit" mt={16} disabled={token.trim() === ''}>
            Open the workbench
          </Button>
        </form>
      </Panel>
    </main>
  );
}

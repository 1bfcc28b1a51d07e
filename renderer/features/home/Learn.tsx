import { UnstyledButton } from '@mantine/core';
import { IconBook, IconKeyboard, IconRoute } from '@tabler/icons-react';
import { runCommand } from '../../commands/run-commands.ts';
import styles from './home.module.css';

const ways = [
  {
    command: 'help.tour',
    icon: IconRoute,
    title: 'Take the tour',
    text: 'Seven short steps through the sample: data, recipes, rules, models, production.',
  },
  {
    command: 'help.open',
    icon: IconBook,
    title: 'First steps',
    text: 'How to bring in data, shape them, check them, train on them and ship the result.',
  },
  {
    command: 'help.shortcuts',
    icon: IconKeyboard,
    title: 'Keyboard shortcuts',
    text: 'Everything can be done without the mouse. Ctrl+K finds every command.',
  },
] as const;

/** Ways to get to know the workbench. */
export const Learn = () => (
  <section className={styles.learn} aria-labelledby="learn">
    <h2 id="learn">Get to know Millrace</h2>
    <div className={styles.grid}>
      {ways.map(({ command, icon: IconView, title, text }) => (
        <UnstyledButton key={command} className={styles.way} onClick={() => runCommand(command)}>
          <IconView size={18} stroke={1.6} />
          <span>
            <strong>{title}</strong>
            <span>{text}</span>
          </span>
        </UnstyledButton>
      ))}
    </div>
  </section>
);

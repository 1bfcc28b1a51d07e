import { Button } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { EmptyState } from './EmptyState.tsx';

interface ErrorBoundaryProps {
  /** What is on show: another one is tried anew. */
  of?: string;
  children: ReactNode;
}

/** Keeps a fault of one part from taking the whole workbench down; nothing saved is lost. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { message: string | null }> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (this.state.message !== null && before.of !== this.props.of) this.setState({ message: null });
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <EmptyState
        icon={IconBug}
        title="This part of the workbench failed"
        actions={<Button onClick={() => window.location.reload()}>Reload</Button>}
      >
        Your project is saved. Reload to go on; if it happens again, report this: {this.state.message}
      </EmptyState>
    );
  }
}

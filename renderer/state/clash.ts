import { create } from 'zustand';
import type { Clash, Side } from './merge-edits.ts';

/** An object that this window and somebody else changed differently. */
export interface ClashingObject {
  name: string;
  /** `recipe`, `dataset`, … */
  what: string;
  fields: readonly Clash[];
}

interface Question {
  /** What the person did, as the undo menu names it. */
  label: string;
  objects: readonly ClashingObject[];
  answer: (side: Side) => void;
}

/** The question that is open now: a change here clashes with one made elsewhere meanwhile. */
export const useClash = create<{ question: Question | null }>()(() => ({ question: null }));

/** Asks whose values to keep. The question stays until it is answered. */
export const askWhoWins = (label: string, objects: readonly ClashingObject[]): Promise<Side> =>
  new Promise((resolve) => {
    const answer = (side: Side) => {
      useClash.setState({ question: null });
      resolve(side);
    };
    useClash.setState({ question: { label, objects, answer } });
  });

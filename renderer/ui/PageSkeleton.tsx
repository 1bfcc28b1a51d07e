import { Skeleton } from '@mantine/core';
import styles from './ui.module.css';

/** Shape of a page while its code or data comes. */
export const PageSkeleton = () => (
  <div className={styles.skeleton} aria-busy>
    <Skeleton h={24} w={200} />
    <Skeleton h={120} />
    <Skeleton h={240} />
  </div>
);

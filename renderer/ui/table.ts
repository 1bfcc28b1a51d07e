import styles from './ui.module.css';

/** Class of a plain data table with a sticky head; `data-clickable` on rows, `data-numeric` on cells. */
export const tableClass = styles.table;

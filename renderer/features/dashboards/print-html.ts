/** Opens the print dialog of the browser for a page that stands alone, from where it is also saved as PDF. */
export async function printHtml(html: string): Promise<void> {
  const frame = document.createElement('iframe');
  frame.title = 'What is printed';
  frame.setAttribute('aria-hidden', 'true');
  frame.style.cssText = 'position:fixed;left:-10000px;width:1440px;height:900px;border:0';
  frame.srcdoc = html;
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
    document.body.append(frame);
  });
  // The dialog stands still until it is closed; what browsers do not tell afterwards is cleared with the next one.
  for (const old of document.querySelectorAll('iframe[data-printed]')) old.remove();
  frame.dataset.printed = 'true';
  frame.contentWindow?.focus();
  frame.contentWindow?.print();
}

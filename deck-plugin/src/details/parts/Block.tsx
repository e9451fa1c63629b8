import React from 'react';

/** A part of the page under a small heading, with figures or a remark at its right end. */
export function Block({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: React.ReactNode;
  children: React.ReactNode;
}): React.ReactElement {
  return (
    <section className="lst-block" aria-label={title}>
      <div className="lst-block-head">
        <h5>{title}</h5>
        {aside !== undefined && aside !== '' && <span>{aside}</span>}
      </div>
      {children}
    </section>
  );
}

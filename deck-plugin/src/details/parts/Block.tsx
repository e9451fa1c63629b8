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
    <section className="lmd-block" aria-label={title}>
      <div className="lmd-block-head">
        <h5>{title}</h5>
        {aside !== undefined && aside !== '' && <span>{aside}</span>}
      </div>
      {children}
    </section>
  );
}

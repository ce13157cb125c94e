-- The target system. Two defects of the answer key live here: commissions.rate is a float where the legacy is decimal, and
-- payouts has no primary key (which is how a repeated payment run could double rows).
create table partners (
  partner_id      integer primary key,
  name            text not null,
  contact_name    text,
  email           text not null,
  country         text not null,
  tier            text not null,
  commission_rate numeric(5, 2) not null,
  active          boolean not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);

create table sub_partners (
  partner_id integer not null,
  sub_no     integer not null,
  name       text not null,
  share      numeric(5, 2) not null,
  active     boolean not null,
  created_at timestamptz not null,
  primary key (partner_id, sub_no)
);

create table tracking_links (
  link_id    uuid primary key,
  partner_id integer not null,
  sub_no     integer,
  campaign   text not null,
  target_url text not null,
  active     boolean not null,
  created_at timestamptz not null
);
create index on tracking_links (partner_id);

create table clicks (
  click_id    bigint primary key,
  link_id     uuid not null,
  tracker     text not null,
  clicked_at  timestamptz not null,
  ip_hash     bytea not null,
  user_agent  text not null,
  landing_url text not null,
  is_bot      boolean not null,
  recorded_at timestamptz not null
);

create table registrations (
  registration_id bigint primary key,
  click_id        bigint not null,
  email           text not null,
  born_on         date not null,
  country         text not null,
  newsletter      boolean not null,
  registered_at   timestamptz not null,
  last_login_at   timestamptz
);

create table deposits (
  deposit_id      bigint primary key,
  registration_id bigint not null,
  amount          numeric(12, 2) not null,
  method          text not null,
  deposited_at    timestamptz not null
);
create index on deposits (registration_id);

create table commissions (
  deposit_id  bigint not null,
  level       smallint not null,
  partner_id  integer not null,
  sub_no      integer,
  base_amount numeric(12, 2) not null,
  rate        double precision not null,
  amount      numeric(12, 2) not null,
  created_at  timestamptz not null,
  primary key (deposit_id, level)
);
create index on commissions (partner_id, created_at);

create table payouts (
  partner_id integer not null,
  period     text not null,
  seq_no     integer not null,
  amount     numeric(12, 2) not null,
  paid       boolean not null,
  paid_at    timestamptz,
  created_at timestamptz not null
);
create index on payouts (partner_id, period, seq_no);

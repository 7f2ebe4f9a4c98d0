#!/bin/sh
# Every event of a chain as one line, and a proof that none is missing, from any MQTT broker: mosquitto_sub and jq only.
#
#   consume.sh [HOST [PORT [ROOT/TENANT]]]       consume.sh broker.example 1883 tapwall/demo
#   MOSQUITTO_OPTIONS='-u me -P secret --cafile ca.pem' consume.sh …
#
# It looks on and acknowledges nothing. Lines: event, missing (still on the kiosk: it will come), evicted, lost, complete.
set -eu
host=${1:-127.0.0.1} port=${2:-1883} prefix=${3:-tapwall/demo}

# shellcheck disable=SC2086 # options are words
mosquitto_sub -h "$host" -p "$port" -q 1 ${MOSQUITTO_OPTIONS:-} -F '%t %p' \
  -t "$prefix/+/+/evt/batch" -t "$prefix/+/+/state/presence" |
jq --unbuffered --raw-input --raw-output --null-input '
  # Runs of numbers: ascending and apart.
  def add($ranges): (. + $ranges) | sort | reduce .[] as [$first, $last] ([];
    if length > 0 and $first <= .[-1][1] + 1 then .[-1][1] |= ([., $last] | max) else . + [[$first, $last]] end);
  def holes: . as $runs | [range(1; length) | [$runs[. - 1][1] + 1, $runs[.][0] - 1]];
  def below($floor): map(select(.[0] < $floor) | [.[0], ([.[1], $floor - 1] | min)]);
  def show: map("\(.[0])-\(.[1])") | join(" ");

  # A number is accounted for when its event came, or when an event of the same kiosk says that it will not come.
  def account($kiosk; $epoch; $ranges): .runs[$kiosk][$epoch] |= ((. // []) | add($ranges));
  def say($line): .out += [$line];
  def event($kiosk; $event):
    if .ids[$kiosk][$event.id] then . else
      .ids[$kiosk][$event.id] = true
      # An event comes again within minutes, so a few thousand ids are enough.
      | if .ids[$kiosk] | length > 20000 then .ids[$kiosk] |= (to_entries[10000:] | from_entries) else . end
      | say("event \($kiosk) \($event.sequence) \($event.time) \($event.type | split(".")[1]) \($event.data | tojson)")
      | account($kiosk; $event.epoch; [[$event.sequence, $event.sequence]])
      | if $event.data.ranges then account($kiosk; $event.data.epoch; $event.data.ranges) else . end
      | if $event.type == "tapwall.events_evicted.v1"
        then say("evicted \($kiosk) \($event.data.ranges | show) \($event.data.reason)") else . end
    end;
  # What a kiosk can no longer send and nobody has seen is lost.
  def floor($kiosk; $outbox):
    ((.runs[$kiosk][$outbox.epoch] // []) | holes | below($outbox.floor)) as $lost
    | if $lost == [] then . else say("lost \($kiosk) \($lost | show)") | account($kiosk; $outbox.epoch; $lost) end;
  def report($kiosk):
    ([(.runs[$kiosk] // {})[] | holes[]] | show) as $now
    | if $now == (.missing[$kiosk] // "") then . else .missing[$kiosk] = $now
      | say(if $now == "" then "complete \($kiosk)" else "missing \($kiosk) \($now)" end) end;

  foreach (inputs | [index(" "), .]) as [$cut, $line] ({};
    ($line[:$cut] | split("/")[2:4] | join("/")) as $kiosk
    | ($line[$cut + 1:] | fromjson? // null) as $said
    | .out = []
    | if ($said | type) == "array" then reduce $said[] as $event (.; event($kiosk; $event))
      elif ($said | type) == "object" and $said.outbox then floor($kiosk; $said.outbox) else . end
    | report($kiosk);
    .out[])'

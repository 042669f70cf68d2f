"""Following a room over the wire, under both green libraries."""

from tests.wire_client import Client, guest


def test_a_guest_joins_sees_the_agenda_and_arrives(library, serve, meeting, ana):
    server = serve(library)
    rosa = guest(server.url, meeting.code, "Rosa")
    facilitator = Client(server.url, meeting.room, token=ana.token).connect()

    rosa.do("meetings.arrive", mode="in_the_room")

    facilitator.reaches(rosa.seq)
    here = [seat["name"] for seat in facilitator.of("seat").values() if seat["arrived_at"]]
    assert here == ["Rosa"]
    assert [item["title"] for item in rosa.of("agenda_item").values()] == ["Hello", "The mill", "Bye"]

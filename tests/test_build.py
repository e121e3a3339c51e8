from tests.conftest import Site


def test_a_site_without_a_fault_builds(site: Site) -> None:
    site.build()
    assert "No truce yet." in site.page("themes/truce/")
